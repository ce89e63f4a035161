import {
  type Preview,
  type PreviewAction,
  type PreviewField,
  type PreviewItem,
  type PreviewValue,
  previewActions,
  spokenAddress,
} from '../../domain/build/plan-preview.ts';
import { toldFields } from '../../domain/build/told-fields.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';

const actions: Record<PreviewAction, { readonly tone: Tone; readonly word: string; readonly counted: string }> = {
  create: { tone: 'good', word: 'make', counted: 'to make' },
  update: { tone: 'busy', word: 'change', counted: 'to change' },
  replace: { tone: 'bad', word: 'make anew', counted: 'to remove and make anew' },
  delete: { tone: 'bad', word: 'remove', counted: 'to remove' },
  adopt: { tone: 'ask', word: 'take over', counted: 'to take over' },
};

/** Such as `12 to make, 1 to change`. */
export function countsInWords(counts: Readonly<Record<PreviewAction, number>>): string {
  const words = previewActions
    .filter((action) => counts[action] > 0)
    .map((action) => `${counts[action]} ${actions[action].counted}`);
  return words.join(', ') || 'nothing to change';
}

/** What Terraform would do, resource by resource; each opens to its fields. Secrets are said to be there, not shown. */
export function PlanPreview({ preview }: { readonly preview: Preview }) {
  return (
    <ul class="plan">
      {preview.items.map((item) => (
        <li>
          <details>
            <summary>
              <Badge tone={actions[item.action].tone}>{actions[item.action].word}</Badge> {spokenAddress(item.address)}{' '}
              <span class="quiet">{nameOf(item)}</span>
            </summary>
            {item.adopted === undefined ? null : (
              <p class="hint">
                It exists already, with the id <code>{item.adopted}</code>.
              </p>
            )}
            <Fields address={item.address} action={item.action} fields={toldFields(item)} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Fields({ address, action, fields }: Pick<PreviewItem, 'address' | 'action' | 'fields'>) {
  if (fields.length === 0) {
    const none = action === 'create' ? 'Its fields are known once the others are made.' : 'No field of it changes.';
    return <p class="quiet">{none}</p>;
  }
  const changes = fields.some(({ before }) => before !== undefined);
  return (
    <Scroll label={`Fields of ${address}`}>
      <table>
        <thead>
          <tr>
            <th>Field</th>
            {changes ? <th>Now</th> : null}
            <th>{changes ? 'Then' : 'Value'}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow field={field} changes={changes} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function FieldRow({ field, changes }: { readonly field: PreviewField; readonly changes: boolean }) {
  return (
    <tr>
      <td>
        <code>{field.path}</code>
      </td>
      {changes ? <td>{shown(field.before)}</td> : null}
      <td>{shown(field.after)}</td>
    </tr>
  );
}

function shown(value: PreviewValue | undefined) {
  if (value === undefined) return <span class="quiet">not set</span>;
  if (value.kind === 'secret') return <span class="quiet">secret, not shown</span>;
  if (value.kind === 'later') return <span class="quiet">known once it is made</span>;
  return <code>{typeof value.value === 'string' ? value.value : JSON.stringify(value.value)}</code>;
}

/** What people call it, where it has a name. */
function nameOf({ fields }: PreviewItem): string {
  const field = fields.find(({ path }) => path === 'name');
  const value = field?.after ?? field?.before;
  return value?.kind === 'value' && typeof value.value === 'string' ? value.value : '';
}
