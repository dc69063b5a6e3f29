// Where the open cases stand on the drawing. Several of one grid stand around its middle; the late ones are drawn last, on top.
import type { CaseLine } from '@huiyin/api'
import type { Drawing } from './ground'

export type MarkTone = 'ontime' | 'soon' | 'late' | 'waiting'
export interface CaseMark { line: CaseLine; x: number; y: number; tone: MarkTone }

const kTones: Record<string, MarkTone> = { green: 'ontime', amber: 'soon', red: 'late' }
const kOnTop: readonly MarkTone[] = ['waiting', 'ontime', 'soon', 'late']

export const toneOn = (line: Pick<CaseLine, 'colour'>): MarkTone => kTones[line.colour] ?? 'waiting'

export function marksAt(
  lines: readonly CaseLine[], { middles }: Pick<Drawing, 'middles'>, spread: (middle: [number, number], at: number, step: number) => [number, number], step: number,
): CaseMark[] {
  const taken = new Map<string, number>()
  const marks = lines.flatMap((line) => {
    const code = [line.place.grid, line.place.community, line.place.street].find((one) => one && middles.has(one))
    const middle = code ? middles.get(code) : undefined
    if (!code || !middle) return []
    const at = taken.get(code) ?? 0
    taken.set(code, at + 1)
    const [x, y] = spread(middle, at, step)
    return [{ line, x, y, tone: toneOn(line) }]
  })
  return marks.sort((a, b) => kOnTop.indexOf(a.tone) - kOnTop.indexOf(b.tone))
}
