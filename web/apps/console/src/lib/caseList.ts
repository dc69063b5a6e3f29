// A list of cases read page by page through the server's cursors; several lists (one a state) become one, in order.
import type { CaseLine, ListQuery, Schemas } from '@huiyin/api'

export const kPage = 200

interface Source { query: ListQuery; waiting: CaseLine[]; next: string; ended: boolean }

export type ReadPage = (query: ListQuery) => Promise<Pick<Schemas['CasePage'], 'rows' | 'next'>>

const instant = (text: string | null) => (text ? Date.parse(text) : Infinity)

// Negative when `a` stands before `b`.
export function inOrder(order: 'newest' | 'due', a: CaseLine, b: CaseLine): number {
  const by = order === 'due' ? instant(a.due_at) - instant(b.due_at) : instant(b.opened_at) - instant(a.opened_at)
  return Number.isNaN(by) || by === 0 ? b.case_no.localeCompare(a.case_no) : by
}

export class CaseList {
  readonly rows: CaseLine[] = []
  ended = false
  private readonly sources: Source[]
  private reading: Promise<void> | undefined

  constructor(
    queries: readonly ListQuery[], private readonly order: 'newest' | 'due', private readonly read: ReadPage,
    private readonly until: (line: CaseLine) => boolean = () => true,
  ) {
    this.sources = queries.map((query) => ({ query, waiting: [], next: '', ended: false }))
  }

  // One more page; calls while one is on its way wait for that one.
  more(): Promise<void> {
    this.reading ??= this.readMore().finally(() => { this.reading = undefined })
    return this.reading
  }

  private async readMore(): Promise<void> {
    if (this.ended) return
    await Promise.all(this.sources.map((source) => this.fill(source)))
    this.merge()
  }

  private async fill(source: Source): Promise<void> {
    if (source.ended || source.waiting.length > 0) return
    const page = await this.read({ ...source.query, order: this.order, limit: kPage, ...(source.next ? { cursor: source.next } : {}) })
    source.waiting = page.rows
    source.next = page.next
    source.ended = page.next === ''
  }

  // Takes rows as long as every list that goes on still has its next one at hand.
  private merge(): void {
    for (;;) {
      const first = this.firstSource()
      if (!first) break
      const line = first.waiting.shift() as CaseLine
      if (!this.until(line)) {
        this.ended = true
        return
      }
      this.rows.push(line)
      if (first.waiting.length === 0 && !first.ended) return
    }
    this.ended = this.sources.every((source) => source.ended && source.waiting.length === 0)
  }

  private firstSource(): Source | undefined {
    const waiting = this.sources.filter((source) => source.waiting.length > 0)
    return waiting.reduce<Source | undefined>((best, source) =>
      best && inOrder(this.order, best.waiting[0] as CaseLine, source.waiting[0] as CaseLine) <= 0 ? best : source, undefined)
  }
}

// Rows read anew take the place of those they span; what lies behind stays as it was read.
export function renewed(old: readonly CaseLine[], fresh: readonly CaseLine[], ended: boolean, order: 'newest' | 'due'): CaseLine[] {
  const last = fresh[fresh.length - 1]
  if (ended || !last) return [...fresh]
  const known = new Set(fresh.map((line) => line.case_no))
  return [...fresh, ...old.filter((line) => !known.has(line.case_no) && inOrder(order, last, line) < 0)]
}
