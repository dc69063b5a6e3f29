// A call becomes a case, and goes at once where it belongs: to a unit, or answered and done.
import { answered, newKey, type Schemas } from '@huiyin/api'
import { act } from '../lib/act'
import { keepForm } from '../lib/formDrafts'
import { server } from '../lib/session'
import { openingOf, type Call } from './call'

export type Wish = 'register' | 'dispatch' | 'answer'

export interface Registered {
  opened: Schemas['Opened']
  last: Schemas['CommandAnswer'] | undefined
  stopped: unknown // what a later step was refused for; the case is there all the same
}

async function after(opened: Schemas['Opened'], wish: Wish, reply: string): Promise<Schemas['CommandAnswer'] | undefined> {
  const no = opened.case_no
  if (wish === 'answer') return act(no, 'answer', { reply, version: opened.version })
  if (wish === 'dispatch') {
    const accepted = await act(no, 'accept', { choice: 'here', version: opened.version })
    return act(no, 'dispatch', { version: accepted.version })
  }
  return undefined
}

// `key` belongs to this call: pressed again after a broken network it is still one case.
export async function register(call: Call, wish: Wish, key = newKey()): Promise<Registered> {
  const opened = await answered(server.POST('/api/v1/cases', { params: { header: { 'Idempotency-Key': key } }, body: openingOf(call) }))
  try {
    return { opened, last: await after(opened, wish, call.reply.trim()), stopped: undefined }
  } catch (thrown) {
    // The form of the case goes on with what was typed for it here.
    if (wish === 'answer') keepForm(opened.case_no, 'answer', { reply: call.reply })
    return { opened, last: undefined, stopped: thrown }
  }
}
