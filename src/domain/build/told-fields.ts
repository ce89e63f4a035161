import type { PreviewField, PreviewItem, PreviewValue } from './plan-preview.ts';

/** Fields of ways to reach a repository that no demo goes. */
const otherHosts = /^(azure|gitlab)_/;

/**
 * The fields of a resource that say something about it. Of one that is made, the provider also announces what nobody set:
 * empty texts, settings of hosts that are not used, and options of what is switched off. Of everything else all is told.
 */
export function toldFields({ type, action, fields }: Pick<PreviewItem, 'type' | 'action' | 'fields'>): PreviewField[] {
  if (action !== 'create') return [...fields];
  const isOn = (path: string) => fields.some((field) => field.path === path && settled(field.after) === true);
  const ofSomethingOff = (path: string) =>
    (path === 'compare_changes_flags' && !isOn('run_compare_changes')) ||
    (path.startsWith('schedule_') && !isOn('triggers.schedule'));
  return fields.filter(({ path, after }) => {
    if (isEmpty(settled(after))) return false;
    if (type === 'dbtcloud_repository') return !otherHosts.test(path);
    return type !== 'dbtcloud_job' || !ofSomethingOff(path);
  });
}

function settled(value: PreviewValue | undefined): unknown {
  return value?.kind === 'value' ? value.value : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
