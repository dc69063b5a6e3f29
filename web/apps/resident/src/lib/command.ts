// One step of a case. What is sent again because no answer came carries the same key, so that it happens once.
import { answered, asProblem, newKey, type Client, type Schemas } from '@huiyin/api'
import { receiptHeader } from './session'

const keys = new Map<string, string>()

export async function runCommand(by: Client, caseNo: string, command: string, body: Schemas['CommandInput']): Promise<Schemas['CommandAnswer']> {
  const what = JSON.stringify([caseNo, command, body])
  const key = keys.get(what) ?? newKey()
  keys.set(what, key)
  try {
    const done = await answered(by.POST('/api/v1/cases/{case_no}/commands/{command}', {
      params: { path: { case_no: caseNo, command }, header: { ...receiptHeader(caseNo), 'Idempotency-Key': key } }, body,
    }))
    keys.delete(what)
    return done
  } catch (thrown) {
    // Refused is answered: it never happened, and another attempt is another thing.
    if (asProblem(thrown).fault === 'refused') keys.delete(what)
    throw thrown
  }
}
