/** 程序外框: providers, what the session lets one see, menu and task bar. */
export { App } from './App.tsx';
export { markStyles } from './nonce.ts';
