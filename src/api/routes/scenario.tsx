import { Hono } from 'hono';
import { sectionYaml } from '../../domain/scenario/section-yaml.ts';
import { ScenarioDiff } from '../../views/scenario/scenario-diff.tsx';
import { SectionEditor } from '../../views/scenario/section-editor.tsx';
import { answerPart } from '../answer-page.tsx';
import { ApiError, notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadScenario } from '../builds/load.ts';
import { diffScenarios } from '../scenario/diff-scenarios.ts';
import { isSection } from '../scenario/section-yaml.ts';

/** Editing a section of the scenario, and holding two revisions against each other. */
export function scenarioRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .get('/builds/:id/scenario/:section/edit', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const section = c.req.param('section');
      const scenario = await loadScenario(artifacts, state);
      if (!scenario || !isSection(section)) throw notFound('such section');
      if (state.ask?.kind !== 'review-scenario') {
        throw new ApiError(409, 'not-in-review', 'The scenario is not being reviewed just now.');
      }
      return answerPart(c, <SectionEditor state={state} section={section} yaml={sectionYaml(scenario, section)} />);
    })
    .get('/builds/:id/scenario/diff', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const [from, to] = await Promise.all(
        ['from', 'to'].map((name) => loadScenario(artifacts, state, Number(c.req.query(name)))),
      );
      if (!from || !to) throw notFound('such revision');
      return answerPart(c, <ScenarioDiff diffs={diffScenarios(from, to)} />);
    });
}
