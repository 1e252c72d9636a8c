/** Runs in the window's isolated world and gives the screens `window.archive`: fixed functions, never a channel. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, BridgeEvent } from '#contract/bridge.ts';
import { CHANNELS } from './channels.ts';

const bridge: Bridge<File> = {
  call: (route, input) => ipcRenderer.invoke(CHANNELS.call, route, input),
  choose: (choice, suggestedName) => ipcRenderer.invoke(CHANNELS.choose, choice, suggestedName),
  // The path goes straight to the main side; the screens get only the word for it.
  grantDropped: (files) =>
    ipcRenderer.invoke(
      CHANNELS.grantDropped,
      files.map((file) => webUtils.getPathForFile(file)),
    ),
  active: () => void ipcRenderer.invoke(CHANNELS.active),
  print: () => ipcRenderer.invoke(CHANNELS.print),
  onEvent: (listener) => {
    // The event object of Electron holds the sender and stays here.
    const forward = (_event: unknown, event: BridgeEvent) => listener(event);
    ipcRenderer.on(CHANNELS.event, forward);
    return () => void ipcRenderer.off(CHANNELS.event, forward);
  },
};
contextBridge.exposeInMainWorld('archive', bridge);
