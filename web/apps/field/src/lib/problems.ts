// On a small screen a problem may stand out of sight.
import { nextTick } from 'vue'

export async function toProblem(): Promise<void> {
  await nextTick()
  document.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
}
