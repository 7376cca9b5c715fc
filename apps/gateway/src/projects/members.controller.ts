import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProjectAccess } from '@polyspool/access/project-access';
import { Membership, ProjectMember, ProjectMembers as MemberList } from '@polyspool/contracts/projects';
import type { Person } from '@polyspool/database/people';
import { ProjectMembers } from '@polyspool/database/project-members';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { IdPipe } from '../http/id-pipe.js';
import { ProjectId } from './projects.controller.js';

const MemberId = () => Param('userId', new IdPipe('project.memberUnknown'));

@ApiTags('projects')
@Controller('v1/projects/:id/members')
export class MembersController {
  constructor(
    private readonly members: ProjectMembers,
    private readonly access: ProjectAccess,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: MemberList })
  async list(@By() by: Person, @ProjectId() id: string): Promise<MemberList> {
    await this.access.require(by, id, 'viewer');
    return { items: await this.members.list(id) };
  }

  /** Takes in whoever has that id (they find it at `/v1/me`), or makes a member something else. */
  @Put(':userId')
  @Audited('projectMember.put')
  @ApiOkResponse({ standardSchema: ProjectMember })
  async put(
    @By() by: Person,
    @ProjectId() id: string,
    @MemberId() userId: string,
    @Body({ schema: Membership }) { role }: z.output<typeof Membership>,
  ): Promise<ProjectMember> {
    await this.access.require(by, id, 'owner');
    return this.members.put(id, userId, role);
  }

  /** Owners let anybody go; anybody may go. */
  @Delete(':userId')
  @Audited('projectMember.remove')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @ProjectId() id: string, @MemberId() userId: string) {
    await this.access.require(by, id, userId === by.id ? 'viewer' : 'owner');
    await this.members.remove(id, userId);
  }
}
