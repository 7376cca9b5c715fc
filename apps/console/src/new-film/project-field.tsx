import type { Project, ProjectSettings } from '@polyspool/contracts/projects';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';

const projectsKey = ['projects'];

/** The projects in which one may make films. */
export function useProjects() {
  const { api } = useSession();
  return useQuery({ queryKey: projectsKey, queryFn: api.films.projects });
}

interface ProjectFieldProps {
  readonly projects: ReturnType<typeof useProjects>;
  /** Empty: none. */
  readonly value: string;
  /** With which a new project begins. */
  readonly settings: ProjectSettings;
  readonly onChange: (id: string) => void;
}

/** Which project the film is in: its members see it, and its settings hold where nothing else is chosen. */
export function ProjectField({ projects, value, settings, onChange }: ProjectFieldProps) {
  const [isNew, setIsNew] = useState(false);
  const open = projects.data?.filter(({ role }) => role !== 'viewer') ?? [];
  return (
    <div className="project-field">
      <SelectField
        label="Project"
        help="Its members see the film. Its settings hold for all that is not chosen here."
        value={isNew ? newProject : value}
        options={[['', 'None'], ...open.map(({ id, name }) => [id, name] as const), [newProject, 'A new project…']]}
        onChange={(chosen) => {
          setIsNew(chosen === newProject);
          onChange(chosen === newProject ? '' : chosen);
        }}
      />
      {isNew && (
        <NewProjectField
          settings={settings}
          onMade={({ id }) => {
            setIsNew(false);
            onChange(id);
          }}
        />
      )}
      {projects.error && <ProblemNotice problem={ApiProblem.from(projects.error)} />}
    </div>
  );
}

const newProject = 'new';

interface NewProjectFieldProps {
  readonly settings: ProjectSettings;
  readonly onMade: (project: Project) => void;
}

function NewProjectField({ settings, onMade }: NewProjectFieldProps) {
  const { api } = useSession();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const making = useMutation({
    mutationFn: () => api.films.addProject({ name: name.trim(), settings }),
    onSuccess: (made) => {
      queries.setQueryData<Project[]>(projectsKey, (known) => [made, ...(known ?? [])]);
      onMade(made);
    },
  });
  return (
    <div className="new-project">
      <TextField
        label="Name of the project"
        help="It keeps what is chosen here now as its settings."
        value={name}
        autoFocus
        onChange={setName}
      />
      <button
        className="button small"
        type="button"
        disabled={!name.trim() || making.isPending}
        onClick={() => making.mutate()}
      >
        Create the project
      </button>
      {making.error && <ProblemNotice problem={ApiProblem.from(making.error)} />}
    </div>
  );
}
