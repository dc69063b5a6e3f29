// The receipts this browser was handed: the only key to a case without an account. They stay here and are sent in a
// header, never in an address.
export interface Receipt {
  caseNo: string
  receipt: string
  programme: string
  words: string // as they were written, so that the list can be read without the server
  keptAt: string
}

const kPlace = 'huiyin.receipts'

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const isReceipt = (value: unknown): value is Receipt =>
  typeof value === 'object' && value !== null && 'caseNo' in value && 'receipt' in value

export class Receipts {
  constructor(private readonly shelf: Shelf) {}

  // Newest first. What does not read is left out, not an error: storage belongs to the person.
  all(): Receipt[] {
    try {
      const kept: unknown = JSON.parse(this.shelf.getItem(kPlace) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isReceipt) : []
    } catch {
      return []
    }
  }

  of(caseNo: string): Receipt | undefined {
    return this.all().find((kept) => kept.caseNo === caseNo)
  }

  // One a case: a renewed receipt takes the place of the old one.
  keep(receipt: Receipt): void {
    this.write([receipt, ...this.all().filter((kept) => kept.caseNo !== receipt.caseNo)])
  }

  forget(caseNo: string): void {
    this.write(this.all().filter((kept) => kept.caseNo !== caseNo))
  }

  private write(list: Receipt[]): void {
    this.shelf.setItem(kPlace, JSON.stringify(list))
  }
}
