// The drawn district and the names on it, for a map or a wall.
import { computed, onMounted, shallowRef } from 'vue'
import type { GroundMap } from '@huiyin/map'
import { draw } from './ground'
import { ground } from './ground_of_site'
import { needDefinitions, streets } from '../../lib/definitions'
import { useWords } from '../../lib/session'

export function useDistrict() {
  const { said } = useWords()
  const map = shallowRef<GroundMap>()
  const failed = shallowRef(false)
  onMounted(async () => {
    try {
      const [drawn] = await Promise.all([ground(), needDefinitions()])
      map.value = drawn
    } catch {
      failed.value = true
    }
  })
  return {
    failed,
    drawing: computed(() => (map.value ? draw(map.value) : undefined)),
    names: computed(() => new Map(streets.value.map((street) => [street.code, said(street.name)]))),
  }
}
