// How the ground of the site looks: asked for once, when something needs it.
import { answered } from '@huiyin/api'
import type { GroundMap } from '@huiyin/map'
import { server } from '../../lib/session'

let asked: Promise<GroundMap> | undefined

// One answer for all who ask; a failed one is asked for again.
export function ground(): Promise<GroundMap> {
  asked ??= answered(server.GET('/api/v1/places/map')).then((map) => map as unknown as GroundMap).catch((thrown: unknown) => {
    asked = undefined
    throw thrown
  })
  return asked
}

// After the places have changed.
export const dropGround = (): void => { asked = undefined }
