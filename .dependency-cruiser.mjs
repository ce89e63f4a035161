/**
 * The house's arrows (docs/architecture.md), held by the test run. Each rule names what a folder may import; all else in
 * src/ is forbidden to it. Entry points wire everything up and are imported by nobody.
 */
const entryPoints = '^src/(main|worker|server|cli)\\.ts$';

/** @param {string} name  @param {string} comment  @param {string} from  @param {string[]} allowed */
const mayImportOnly = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    mayImportOnly('domain-alone', 'The domain knows nothing but itself.', '^src/domain/', ['^src/domain/']),
    {
      name: 'domain-is-pure',
      comment: 'No I/O in the domain: no Node built-ins, and of packages only those that compute.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        pathNot: ['^src/', '(^|/)node_modules/(zod|yaml|ajv|csv-stringify|ajv|@sindresorhus/transliterate)/'],
      },
    },
    mayImportOnly('views-to-domain', 'Views draw domain types.', '^src/views/', ['^src/views/', '^src/domain/']),
    mayImportOnly('workflows-to-domain', 'Workflows decide by domain rules.', '^src/workflows/', [
      '^src/workflows/',
      '^src/domain/',
      '^src/activities/',
    ]),
    {
      name: 'workflows-to-activity-types',
      comment: 'Workflow code imports activity types only.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^src/activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-deterministic',
      comment: 'Workflow code runs in a sandbox: no Node built-ins, and of Temporal only what belongs there.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: {
        pathNot: ['^src/', '(^|/)node_modules/(zod|@temporalio/(workflow|common))/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    mayImportOnly('integrations-to-domain', 'Integrations serve the domain.', '^src/integrations/', [
      '^src/integrations/',
      '^src/domain/',
    ]),
    mayImportOnly('activities-to-integrations', 'Activities turn a step into calls.', '^src/activities/', [
      '^src/activities/',
      '^src/integrations/',
      '^src/domain/',
    ]),
    mayImportOnly(
      'api-to-views',
      'The API steers builds through Temporal, and reads artifacts and records.',
      '^src/api/',
      [
        '^src/api/',
        '^src/views/',
        '^src/domain/',
        '^src/workflows/messages\\.ts$',
        '^src/integrations/(artifacts|records|secrets|temporal)/',
      ],
    ),
    {
      name: 'entry-points-on-top',
      comment: 'Nobody imports an entry point.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|worker|server|cli)' },
      to: { path: entryPoints },
    },
    {
      name: 'src-alone',
      comment: 'The service needs neither its tests nor its scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench|eval)/' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages',
      comment: 'What runs in the service is a dependency of it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // The TypeScript compiler here has no programming interface; swc reads types and JSX as well.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
