// Messages that wait to be sent or could not be. A server that knows less of them says less; the rest is then not shown.
import type { Schemas } from '@huiyin/api'
import { answered } from '@huiyin/api'
import { guarded } from '../../lib/session'

export type Message = Schemas['OutboxLine'] & {
  id?: number
  attempts?: number
  next_at?: string | null
  failed?: boolean
  error?: string
}

export const isFailed = (message: Message): boolean => message.failed ?? (message.attempts ?? 0) > 0

export const resend = (id: number): Promise<undefined> =>
  answered<undefined>(guarded(new Request(`/api/v1/outbox/${id}/resend`, { method: 'POST' })).then(async (response) =>
    (response.ok ? { response } : { error: (await response.json().catch(() => undefined)) as unknown, response })))
