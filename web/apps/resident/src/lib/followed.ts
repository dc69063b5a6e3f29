// Matters of others this browser follows: their numbers, kept here and nowhere else, so that "me too" leaves something to
// come back to. No receipt is needed to read what is public.
import { kept } from '@huiyin/kept'
import { ref } from 'vue'
import { runCommand } from './command'
import { server } from './session'

const listOf = (name: string) => {
  const shelf = kept<string[]>(name)
  const held = shelf.read()
  const list = ref(Array.isArray(held) ? held : [])
  const write = (next: string[]) => {
    list.value = next
    shelf.write(next)
  }
  return { list, add: (no: string) => write([no, ...list.value.filter((one) => one !== no)]), drop: (no: string) => write(list.value.filter((one) => one !== no)) }
}

const endorsements = listOf('huiyin.endorsed')
const following = listOf('huiyin.followed')

// Newest first.
export const followed = following.list
export const follow = following.add
export const unfollow = following.drop
export const isFollowed = (caseNo: string) => followed.value.includes(caseNo)
// Counted once a browser, followed or not.
export const isEndorsed = (caseNo: string) => endorsements.list.value.includes(caseNo)

export async function endorse(caseNo: string): Promise<void> {
  await runCommand(server, caseNo, 'endorse', {})
  endorsements.add(caseNo)
  follow(caseNo)
}
