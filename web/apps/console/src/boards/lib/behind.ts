// The cases behind a figure: which lists have to be walked so that what they hold adds up to it.
import type { ListQuery } from '@huiyin/api'
import { openedBetween } from './ages'
import { isStock } from './figures'

export const kBoards = ['unit', 'street', 'category', 'programme'] as const
export type By = (typeof kBoards)[number]
const kTimes = ['day', 'hour'] as const
type AnyBoard = By | (typeof kTimes)[number]

export interface Figure {
  measure: string
  by: AnyBoard
  subject: string // empty: the whole board
  from: string
  to: string
  sinceFrozen?: boolean
  age?: string // of what is in hand
}

// As it stands in the address of its page, and back.
export function toAddress(figure: Figure): Record<string, string> {
  const { measure, by, subject, from, to, sinceFrozen, age } = figure
  return { measure, by, ...(subject ? { subject } : {}), from, to, ...(sinceFrozen ? { since_frozen: 'true' } : {}), ...(age ? { age } : {}) }
}

export function fromAddress(query: Record<string, unknown>): Figure {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const by = text('by')
  return {
    measure: text('measure') || 'taken',
    by: kTimes.find((one) => one === by) ?? kBoards.find((one) => one === by) ?? 'street',
    subject: text('subject'), from: text('from'), to: text('to') || text('from'),
    sinceFrozen: text('since_frozen') === 'true', age: text('age'),
  }
}

const behind = ({ measure, by, from, to, sinceFrozen }: Figure, subject: string): ListQuery =>
  ({ measure, by, subject, from, to, ...(sinceFrozen ? { since_frozen: true } : {}) })

export interface Lines { programmes: readonly string[]; streets: readonly string[] }

// `lines`: those of the boards, for figures that are of no single line.
export function sourcesOf(figure: Figure, { programmes, streets }: Lines, now: number): ListQuery[] {
  if (figure.age) {
    const between = openedBetween(figure.age, now)
    return between ? programmes.map((programme) => ({ phase: 'open', programme, ...between })) : []
  }
  if (figure.subject) return [behind(figure, figure.subject)]
  // Programmes do not say what is supervised.
  if (figure.measure === 'supervised_now') return streets.map((street) => behind({ ...figure, by: 'street' }, street))
  if (isStock(figure.measure)) return programmes.map((programme) => behind({ ...figure, by: 'programme' }, programme))
  // The board by day holds every case once, whatever the subject.
  return [behind({ ...figure, by: 'day' }, '')]
}
