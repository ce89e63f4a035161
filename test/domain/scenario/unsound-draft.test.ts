import { expect, it } from 'vitest';
import {
  soundScenario,
  unsoundDraft,
  unsoundDraftSchema,
  withTexts,
} from '../../../src/domain/scenario/unsound-draft.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

const call = { minutes: 60 };

const { scenario } = ecommerce;
const broken = { ...scenario, marts: scenario.marts.map((mart) => ({ ...mart, grain: ['nothing'] })) };

it('is a scenario again, byte for byte, once its texts hold together', () => {
  const whole = { ...scenario, wishes: [{ wish: 'No order twice', passage: 'twice' }] };
  expect(soundScenario(unsoundDraft(whole, call), call)).toEqual(whole);
  const draft = unsoundDraft({ ...whole, marts: broken.marts }, call);
  expect(soundScenario(draft, call)).toBeUndefined();
  const mended = withTexts(draft, { models: unsoundDraft(scenario, call).sections.models }, call);
  expect(mended.faults).toEqual([]);
  expect(soundScenario(mended, call)).toEqual(whole);
});

it('says what is wrong where it is to be mended, of form, reference and text', () => {
  const sections = (draft: ReturnType<typeof unsoundDraft>) => [...new Set(draft.faults.map(({ section }) => section))];
  const draft = unsoundDraft(broken, call);
  expect(sections(draft)).toEqual(['models']);
  expect(draft.faults[0]?.path).toBe('marts[0].grain');
  expect(sections(unsoundDraft({ ...scenario, incidents: [{ id: 'No Slug' }] }, call))).toEqual(['incidents']);
  const unreadable = withTexts(draft, { talk_track: 'talk_track: [' }, call);
  expect(unreadable.faults).toMatchObject([{ section: 'talk_track', path: 'talk_track' }]);
  expect(unreadable.sections.talk_track).toBe('talk_track: [');
  const foreign = withTexts(unsoundDraft(scenario, call), { changes: 'marts: []' }, call);
  expect(foreign.faults[0]?.message).toContain('is not part of this section');
});

it('can be kept and read again, and leaves out what nobody could mend', () => {
  const draft = unsoundDraft({ ...broken, notes: [{ kind: 'unheard of' }], trace: [] } as never, call);
  expect(unsoundDraftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  expect(Object.keys(draft.rest)).not.toContain('notes');
  expect(Object.keys(draft.rest)).toContain('trace');
});
