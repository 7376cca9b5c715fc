import { z } from 'zod';
import { filmOptions } from './film.js';
import { Language } from './languages.js';

/** What films of a project are made with where nothing else is said. */
export const ProjectSettings = z.strictObject({ language: Language, ...withoutDefaults(filmOptions) }).partial();
export type ProjectSettings = z.output<typeof ProjectSettings>;

/** Owners decide who is a member; editors start jobs and change settings; viewers see what comes out. */
export const ProjectRole = z.enum(['owner', 'editor', 'viewer']);
export type ProjectRole = z.output<typeof ProjectRole>;

export const ProjectMember = z.object({ userId: z.uuid(), name: z.string(), role: ProjectRole });
export type ProjectMember = z.output<typeof ProjectMember>;

export const Project = z.object({
  id: z.uuid(),
  name: z.string(),
  settings: ProjectSettings,
  /** What the caller is in it. */
  role: ProjectRole,
  createdAt: z.iso.datetime(),
});
export type Project = z.output<typeof Project>;

export const ProjectPage = z.object({ items: z.array(Project), nextCursor: z.string().optional() });
export type ProjectPage = z.output<typeof ProjectPage>;

export const NewProject = z.strictObject({
  name: z.string().trim().min(1).max(200),
  settings: ProjectSettings.default({}),
});
export type NewProject = z.output<typeof NewProject>;

/** `settings` takes the place of all that was said before. */
export const ProjectChange = z.strictObject({ name: NewProject.shape.name, settings: ProjectSettings }).partial();
export type ProjectChange = z.output<typeof ProjectChange>;

export const ProjectMembers = z.object({ items: z.array(ProjectMember) });
export type ProjectMembers = z.output<typeof ProjectMembers>;

export const Membership = z.strictObject({ role: ProjectRole });

type Plain<Shape extends z.ZodRawShape> = {
  [Field in keyof Shape]: Shape[Field] extends z.ZodDefault<infer Inner> ? Inner : Shape[Field];
};

/** A project says nothing of what nobody has said: what holds then may change. */
function withoutDefaults<Shape extends z.ZodRawShape>(shape: Shape) {
  const plain = Object.entries(shape).map(([name, field]) => [
    name,
    field instanceof z.ZodDefault ? field.unwrap() : field,
  ]);
  return Object.fromEntries(plain) as Plain<Shape>;
}
