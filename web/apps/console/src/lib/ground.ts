// The outlines of a street's grids, asked for once a street.
import { answered } from '@huiyin/api'
import type { GroundMap } from '@huiyin/map'
import { server } from './session'

const kept = new Map<string, Promise<GroundMap>>()

export function groundOf(street: string): Promise<GroundMap> {
  const known = kept.get(street)
  if (known) return known
  const asked = answered(server.GET('/api/v1/places/map', { params: { query: { under: street } } })).then((told) => told as unknown as GroundMap)
  asked.catch(() => kept.delete(street))
  kept.set(street, asked)
  return asked
}

// After the places have changed.
export const dropGrounds = (): void => kept.clear()
