// What two versions of a file differ in, and two changes of one file brought together; by lines.
import { diff3Merge, diffIndices } from 'node-diff3'

const linesOf = (text: string): string[] => text.split('\n')

// Lines that went and lines that came in their place; `at` counts from one, in the version each stands in.
export interface Block { before: readonly string[]; after: readonly string[]; beforeAt: number; afterAt: number }

export const blocks = (before: string, after: string): Block[] =>
  diffIndices(linesOf(before), linesOf(after)).map(({ buffer1, buffer1Content, buffer2, buffer2Content }) => ({
    before: buffer1Content, after: buffer2Content, beforeAt: buffer1[0] + 1, afterAt: buffer2[0] + 1,
  }))

// A stretch both versions agree on, or one both changed in ways of their own.
export type Piece = { agreed: readonly string[] } | { base: readonly string[]; mine: readonly string[]; theirs: readonly string[] }

export const pieces = (base: string, mine: string, theirs: string): Piece[] =>
  diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true }).map(({ ok, conflict }) =>
    (conflict ? { base: conflict.o, mine: conflict.a, theirs: conflict.b } : { agreed: ok ?? [] }))

export const isDisputed = (piece: Piece): piece is Extract<Piece, { mine: readonly string[] }> => 'mine' in piece

// The two brought together; of the n-th stretch in dispute, theirs where `takesTheirs` says so.
export function brought(all: readonly Piece[], takesTheirs: (n: number) => boolean): string {
  let n = 0
  return all.flatMap((piece) => {
    if (!isDisputed(piece)) return piece.agreed
    return takesTheirs(n++) ? piece.theirs : piece.mine
  }).join('\n')
}
