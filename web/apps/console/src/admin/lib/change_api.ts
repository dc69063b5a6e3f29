// The definitions as files of the newest edition, and changing them.
import { answered, type Schemas } from '@huiyin/api'
import { server } from '../../lib/session'

export type Finding = Schemas['Finding']
export type Answer = Schemas['SiteChanged']

export const listFiles = () => answered(server.GET('/api/v1/definitions/files'))
export const readFile = (path: string) => answered(server.GET('/api/v1/definitions/files/text', { params: { query: { path } } }))
export const sendChange = (body: Schemas['SiteChangeInput']) => answered(server.POST('/api/v1/definitions/changes', { body }))
