import type { CaseLine, CaseView } from '@huiyin/api'
import { me } from './session'

// Who has a case at their desk just now, where that is somebody else.
export const deskOf = (line: CaseLine | CaseView): string =>
  line.locked_by !== 0 && line.locked_by !== me.value?.account ? line.locked_by_name || String(line.locked_by) : ''
