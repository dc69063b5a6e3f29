// Messages that have not left: they wait, are tried again, or were given up.
import { answered, type Schemas } from '@huiyin/api'
import { server } from '../../lib/session'

export type Message = Schemas['OutboxLine']

// `again`: an attempt was refused and another comes; `failed`: given up until somebody sends it again.
export const isFailed = (message: Message): boolean => message.state === 'failed' || message.state === 'again'
export const resend = (id: number) => answered(server.POST('/api/v1/outbox/{id}/resend', { params: { path: { id: String(id) } } }))
