import { describe, expect, it } from 'vitest';
import { figuresIn, notesState } from '../../../src/domain/prompt/describe-brief.ts';
import { longestNotesSent, notesParts } from '../../../src/domain/prompt/notes-parts.ts';

describe('figures of the notes', () => {
  it('are the sentences with a number, once each and in order', () => {
    const notes =
      'They sell mugs. About 40,000 orders a month! Refunds are 3.5%.\nA million rows\nThey sell mugs. Refunds are 3.5%.';
    expect(figuresIn(notes)).toEqual(['About 40,000 orders a month!', 'Refunds are 3.5%.', 'A million rows']);
  });

  it('are whole where the notes are wrapped, and apart where they are not', () => {
    const notes = [
      'Groupage and part loads, seven depots in Belgium and the south. About 2,300 a day, 4 of',
      '10 go through the hub. Revenue',
      'late: 3 %',
      'Brewery is their biggest account, about 11 % of revenue, with a renewal in February, so',
      '- 412 consignments came twice',
    ].join('\n');
    expect(figuresIn(notes)).toEqual([
      'About 2,300 a day, 4 of 10 go through the hub.',
      'late: 3 %',
      'Brewery is their biggest account, about 11 % of revenue, with a renewal in February, so',
      '- 412 consignments came twice',
    ]);
  });

  it('are not the times at which things are said in a transcript', () => {
    expect(figuresIn('[00:00:09] Marcus: Hello.\n[00:01:10] Moira: Six thousand vans.')).toEqual([
      'Moira: Six thousand vans.',
    ]);
  });

  it('end before they fill a prompt', () => {
    const notes = Array.from({ length: 2_000 }, (_, index) => `Fact ${index} is worth reading.`).join('\n');
    expect(figuresIn(notes).join('').length).toBeLessThan(6_001);
  });
});

describe('what is said of the notes', () => {
  it('differs for none, few, many and condensed ones', () => {
    const said = [
      notesState('  ', false),
      notesState('Mugs.', false),
      notesState('Mugs. '.repeat(200), false),
      notesState('x', true),
    ];
    expect(new Set(said).size).toBe(4);
    expect(said[0]).toContain('no notes');
  });
});

describe('long notes', () => {
  it('are cut into parts of about the same length that lose nothing but blanks', () => {
    const notes = Array.from({ length: 9_000 }, (_, index) => `Line ${index} 🙂 of the call.`).join('\n');
    const parts = notesParts(notes);
    expect(notes.length).toBeGreaterThan(longestNotesSent);
    expect(parts.every((part) => part.length <= 40_000)).toBe(true);
    expect(parts.join('\n')).toBe(notes);
  });

  it('are cut within a character by no means, even without a blank', () => {
    const notes = '🙂'.repeat(50_000);
    const parts = notesParts(notes);
    expect(parts.join('')).toBe(notes);
    expect(parts.every((part) => part.isWellFormed())).toBe(true);
  });

  it('are one part when they are short, and none when there are none', () => {
    expect(notesParts('Mugs.')).toEqual(['Mugs.']);
    expect(notesParts(' ')).toEqual([]);
  });
});
