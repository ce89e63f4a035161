/** OpenAI's list says nothing of what a model can do, only its name. These families answer in a given form, tuned or not. */
const families = /^(ft:)?(gpt-(4o|4\.1|[5-9]|\d\d)|o[1-9])/;

/** Members of those families that are for something else. */
const others =
  /audio|realtime|image|transcribe|tts|search|codex|chat-latest|deep-research|instruct|o1-(mini|preview)|2024-05-13/;

/** Whether a model can be asked for an answer in a given form, by its id. */
export function answersInForms(id: string): boolean {
  return families.test(id) && !others.test(id);
}
