/**
 * Something that stands in the account under a build's marker. `importId` is what the Terraform provider takes to adopt
 * it; `url` where people see it, where there is a page of its own.
 */
export type Standing =
  | (Common & {
      readonly kind: 'project';
      /** The repository and the semantic layer that the project is linked to. */
      readonly repositoryId: number | null;
      readonly semanticLayerId: number | null;
    })
  | (InProject & {
      readonly kind: 'repository';
      readonly fullName: string | null;
      /** Whether the project is linked to it. */
      readonly linked: boolean;
    })
  | (Common & { readonly kind: 'connection'; readonly adapter: string })
  /** Its name is its schema's. */
  | (InProject & { readonly kind: 'credential'; readonly type: string })
  | (InProject & {
      readonly kind: 'environment';
      readonly type: 'development' | 'deployment';
      readonly deploymentType: string | null;
      readonly connectionId: number | null;
      readonly credentialId: number | null;
    })
  | (InProject & { readonly kind: 'environment-variable' })
  | (InProject & { readonly kind: 'job'; readonly environmentId: number; readonly jobType: string | null })
  | (InProject & { readonly kind: 'semantic-layer-configuration' })
  | (InProject & { readonly kind: 'semantic-layer-credential' });

interface Common {
  /** The service's own; of an environment variable, which has none, the project's. */
  readonly id: number;
  readonly name: string;
  readonly importId: string;
  readonly url: string;
}
interface InProject extends Common {
  readonly projectId: number;
}

export type StandingKind = Standing['kind'];

/** All that stands in the account for a build; empty where nothing does. */
export interface Inventory {
  readonly marker: string;
  /** In the order in which one needs the other: projects and connections first. */
  readonly standing: readonly Standing[];
}

/** What of an inventory is of one kind. */
export function ofKind<Kind extends StandingKind>(
  { standing }: Inventory,
  kind: Kind,
): Extract<Standing, { kind: Kind }>[] {
  return standing.filter((each): each is Extract<Standing, { kind: Kind }> => each.kind === kind);
}
