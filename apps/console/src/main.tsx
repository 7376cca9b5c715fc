import './zod-without-eval.js';
import '@fontsource-variable/inter';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.js';
import { browserPorts } from './session/browser-ports.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/home.css';
import './styles/job.css';
import './styles/player.css';
import './styles/outlook.css';
import './styles/new-job.css';
import './styles/subtitles.css';
import './styles/word-card.css';
import './styles/learning.css';
import './styles/content.css';
import './styles/document.css';
import './styles/new-film.css';
import './styles/film.css';
import './styles/scenes.css';
import './styles/operations.css';
import './styles/account.css';
import './styles/mails.css';
import './styles/records.css';
import './styles/record.css';
import './styles/statistics.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Before the router reads the address: a key must not stay in it.
browserPorts.vault.open();

createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App ports={browserPorts} />
    </BrowserRouter>
  </StrictMode>,
);
