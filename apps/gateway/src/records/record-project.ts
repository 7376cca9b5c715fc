import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import type { Person } from '@polyspool/database/people';
import { Records } from '@polyspool/database/records';

/** Members of the project of a record see the jobs of those who edit it. */
@Injectable()
export class RecordProject {
  constructor(
    private readonly records: Records,
    private readonly access: ProjectAccess,
  ) {}

  /**
   * That in which a job over the record is; nothing where there is none, and for an owner who does not edit it: they may
   * process their record all the same, for themselves. Throws `record.unknown`.
   */
  async of(by: Person, recordId: string): Promise<string | undefined> {
    const { projectId } = (await this.records.find(recordId, visibleTo(by))).record;
    const isForAll = projectId !== undefined && (await this.access.allows(by, projectId, 'editor'));
    return isForAll ? projectId : undefined;
  }
}
