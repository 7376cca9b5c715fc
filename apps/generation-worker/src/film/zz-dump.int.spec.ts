import { writeFile, mkdtemp } from 'node:fs/promises';
import { runJob } from '@polyspool/jobs/testing';
import { generationJobs } from '@polyspool/contracts/generation';
import { ProceduralImageGenerator } from '@polyspool/providers/image-generator/procedural-image-generator';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { openSpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/open-speech-synthesizers';
import { openScriptReaders } from '@polyspool/providers/script-reader/open-script-readers';
import { EldLanguageIdentifier } from '@polyspool/providers/language-identifier/eld-language-identifier';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { AnimateScene } from '../clips/animate-scene.js';
import { ComposeFilm } from '../compose/compose-film.js';
import { GenerateImage } from '../pictures/generate-image.js';
import { ParseScript } from '../script/parse-script.js';
import { GenerateAudio } from '../speech/generate-audio.js';
import { FilmPrices } from './film-prices.js';
import { GenerateFilm } from './generate-film.js';

const script = `Title: The Lighthouse

EXT. CLIFF ABOVE THE SEA - NIGHT

A lighthouse stands on a cliff. Rain and wind. A small ship fights the waves.

NARRATOR
On the night of the great storm, only one light burned along the coast.

INT. LIGHTHOUSE KITCHEN - NIGHT

An old man sits at a table. A lamp burns in the window.

OLD MAN
Hold on, little ship. I will not let it go out.

EXT. HARBOUR - MORNING

The sun rises over a calm sea. Boats and houses. Birds in the sky.

NARRATOR
In the morning the sea was calm, and every boat had come home.
`;
it('dumps', async () => {
  const folder = await mkdtemp('/tmp/filmdump-');
  const storage = new DiskStorage(folder);
  const pro = new ProceduralImageGenerator();
  const generators = new ImageGenerators(new Map([[pro.name, pro]]), pro.name);
  const speech = openSpeechSynthesizers({} as never);
  const settings = { maxImageQueue: 2 };
  const handlers = {
    'script.parse': new ParseScript(storage, openScriptReaders({ SCRIPT_READER: 'rules' } as never), new EldLanguageIdentifier()),
    'generation.image': new GenerateImage(storage, generators, settings),
    'generation.audio': new GenerateAudio(storage, speech, settings),
    'generation.animate': new AnimateScene(storage),
    'generation.compose': new ComposeFilm(storage),
  };
  const t0 = performance.now();
  const full = new GenerateFilm(storage, generators, speech, new FilmPrices());
  const job = await runJob(generationJobs.fullVideo, full, { script, subtitles: 'burned' }, { storage, children: handlers as never, onReport: (r) => console.log(((performance.now()-t0)/1000).toFixed(2), r.step, r.fraction, r.message) });
  for (const [name, bytes] of job.artifacts) await writeFile('/tmp/filmdump/' + name, bytes);
  console.log(JSON.stringify(job.output, null, 1), String(job.artifacts.get('film.json')));
}, 300000);
