/** A film of pictures without sound, made by `animateStill` or `crossfade`. */
export interface FilmClip {
  readonly path: string;
  readonly frames: number;
}

/** Some frames of a clip. It begins and ends at a key picture, or with the clip. */
export interface FilmPiece extends FilmClip {
  readonly startFrame: number;
}

/** What clips and the crossfades between them (none, or of no frames: cuts) make of a film, in its order. */
export function filmPieces(clips: readonly FilmClip[], crossfades: readonly FilmClip[] = []): FilmPiece[] {
  return clips.flatMap(({ path, frames }, index) => {
    const before = crossfades[index - 1]?.frames ?? 0;
    const after = crossfades[index];
    const middle = { path, startFrame: before, frames: frames - before - (after?.frames ?? 0) };
    return [
      ...(middle.frames > 0 ? [middle] : []),
      ...(after && after.frames > 0 ? [{ ...after, startFrame: 0 }] : []),
    ];
  });
}
