// What the site runs on (names of units, places and categories): asked for once, when something needs it.
import { answered, type Schemas } from '@huiyin/api'
import { server } from './session'

let asked: Promise<Schemas['DefinitionsView']> | undefined

export function definitions(): Promise<Schemas['DefinitionsView']> {
  asked ??= answered(server.GET('/api/v1/definitions')).catch((thrown: unknown) => {
    asked = undefined
    throw thrown
  })
  return asked
}
