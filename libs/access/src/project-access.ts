import { AppError } from '@polyspool/contracts/errors';
import type { Project, ProjectRole } from '@polyspool/contracts/projects';
import type { Person } from '@polyspool/database/people';
import { Projects, unknownProject } from '@polyspool/database/projects';
import { Injectable } from '@nestjs/common';

/** What each may do, and those before it too. */
const roles = ['viewer', 'editor', 'owner'] as const satisfies ProjectRole[];

/** Who may do what in a project. To those who are no members it is as unknown as one that does not exist. */
@Injectable()
export class ProjectAccess {
  constructor(private readonly projects: Projects) {}

  /**
   * The project, for somebody who is at least that in it. An operator sees all of them, and changes only those of which they
   * are a member. Throws `project.unknown`, `project.forbidden`.
   */
  async require(person: Person, projectId: string, needed: ProjectRole): Promise<Project> {
    const found = await this.projects.find(projectId, person.id);
    const role = found?.role ?? (person.role === 'user' ? undefined : 'viewer');
    if (!found || !role) throw unknownProject(projectId);
    if (roles.indexOf(role) < roles.indexOf(needed)) {
      throw new AppError('project.forbidden', `Your role in the project is ${role}, and that needs ${needed}`);
    }
    return { ...found, role };
  }

  /** Whether somebody is a member, and at least that. */
  async allows({ id }: Person, projectId: string, needed: ProjectRole): Promise<boolean> {
    const role = (await this.projects.find(projectId, id))?.role;
    return !!role && roles.indexOf(role) >= roles.indexOf(needed);
  }
}
