import '@fontsource-variable/noto-sans-sc';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, markStyles } from './app/index.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
markStyles();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
