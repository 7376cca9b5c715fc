import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmScript, Scene } from '@polyspool/contracts/film';
import type { TimedWord } from '@polyspool/contracts/segments';
import { animateStill } from '@polyspool/media/animate-still';
import { movementFor } from '@polyspool/media/camera-path';
import type { FilmClip } from '@polyspool/media/film-pieces';
import { levelSound } from '@polyspool/media/level-sound';
import type { MadeImage } from '@polyspool/providers/image-generator/image-generator';
import { ProceduralImageGenerator } from '@polyspool/providers/image-generator/procedural-image-generator';
import { RuleScriptReader } from '@polyspool/providers/script-reader/rule-script-reader';
import { FliteSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/flite-speech-synthesizer';
import { composeBareFilm } from './bare-compose.ts';
import { format, framesOfScene, pictureSize, transitionFrames } from './bare-plan.ts';
import { language, seed, voices } from './film-wishes.ts';

export type BareStage = 'parse' | 'images' | 'audio' | 'animate' | 'compose';

export interface BareFilm {
  readonly stages: ReadonlyMap<BareStage, number>;
  readonly seconds: number;
  /** Of the programs, and of what is drawn here. */
  readonly cpuSeconds: number;
  readonly film: FilmScript;
  readonly frames: number;
}

export interface BareSound {
  readonly path: string;
  readonly durationSeconds: number;
  readonly words: readonly TimedWord[];
}

export interface BareScene extends FilmClip {
  readonly heading: string;
  readonly sound: BareSound;
}

/** What a plain script would do: the same programs, with the same arguments, one after the other. */
export async function makeBareFilm(script: string, under: string): Promise<BareFilm> {
  const folder = mkdtempSync(join(under, 'bare-'));
  try {
    return await new BareCommands(folder).run(script);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class BareCommands {
  private readonly stages = new Map<BareStage, number>();
  private readonly painter = new ProceduralImageGenerator();
  private readonly flite = new FliteSpeechSynthesizer();
  private readonly signal = new AbortController().signal;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async run(script: string): Promise<BareFilm> {
    const cpuBefore = ownCpuSeconds();
    const startedAt = performance.now();
    const reader = new RuleScriptReader();
    const { film } = await this.stage('parse', () => reader.read({ script, language, seed, signal: this.signal }));
    const scenes: BareScene[] = [];
    for (const [index, scene] of film.scenes.entries()) scenes.push(await this.scene(scene, index));
    const frames = await this.stage('compose', () => composeBareFilm(film.title, scenes, this.folder));
    const seconds = (performance.now() - startedAt) / 1_000;
    return { stages: this.stages, seconds, cpuSeconds: ownCpuSeconds() - cpuBefore, film, frames };
  }

  private async scene(scene: Scene, index: number): Promise<BareScene> {
    const pictures = await this.stage('images', () => this.draw(scene, index));
    const sound = await this.stage('audio', () => this.say(scene, index));
    const clip = await this.stage('animate', () => this.animate(scene, index, { pictures, sound }));
    return { ...clip, heading: scene.heading, sound };
  }

  /** The picture, then its layers. */
  private async draw({ picturePrompt, negativePrompt, seed: ofScene }: Scene, index: number): Promise<string[]> {
    const wishes = { prompt: picturePrompt, negativePrompt, seed: ofScene, ...pictureSize };
    const { picture, layers }: MadeImage = await this.painter.make({ ...wishes, signal: this.signal });
    const paths: string[] = [];
    for (const [number, content] of [picture, ...layers].entries()) {
      const path = join(this.folder, `picture-${index}-${number}.png`);
      await writeFile(path, content);
      paths.push(path);
    }
    return paths;
  }

  /** One line is joined with nothing: the command with which the pipeline joins lines is its own affair. */
  private async say({ lines }: Scene, index: number): Promise<BareSound> {
    const [line, another] = lines;
    if (!line || another) throw new Error('The bare commands are for scenes in which one line is said');
    const voice = line.speaker === undefined ? undefined : voices[line.speaker];
    if (line.speaker !== undefined && !voice) throw new Error(`${line.speaker} has no voice`);
    const request = { text: line.text, language, voice, folder: this.folder, signal: this.signal };
    const said = await this.flite.say(request);
    const path = join(this.folder, `narration-${index}.wav`);
    const input = { path: said.path, demuxer: 'wav' } as const;
    const { durationSeconds } = await levelSound({ input, output: path, source: 'algorithmicMedia' });
    return { path, durationSeconds, words: said.words };
  }

  private async animate(
    { seed: ofScene, movement, durationSeconds }: Scene,
    index: number,
    { pictures, sound }: { readonly pictures: readonly string[]; readonly sound: BareSound },
  ): Promise<FilmClip> {
    const [picture = '', ...layers] = pictures;
    const moves = movement ?? movementFor(ofScene, layers.length);
    const frames = framesOfScene(sound.durationSeconds, durationSeconds);
    const path = join(this.folder, `clip-${index}.mp4`);
    await animateStill({
      ...{ pictures: moves === 'parallax' ? layers : [picture], movement: moves, seed: ofScene, frames, format },
      ...{ quality: 'final', transitionFrames, source: 'algorithmicMedia', output: path },
    });
    return { path, frames };
  }

  private async stage<Result>(name: BareStage, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await work();
    this.stages.set(name, (this.stages.get(name) ?? 0) + (performance.now() - startedAt) / 1_000);
    return result;
  }
}

/** Of this process and of its children that have ended. proc(5): utime, stime, cutime, cstime, in hundredths of a second. */
function ownCpuSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100;
}
