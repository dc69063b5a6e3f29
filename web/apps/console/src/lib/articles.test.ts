import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { leadOf, replyWith, useTaken } from './articles'

it('shows the first sentence, in either language, and of one sentence all', () => {
  expect(leadOf('先开窗、关总阀。人到室外再报。')).toBe('先开窗、关总阀。')
  expect(leadOf('It costs 3.50 a day. Bring your card.')).toBe('It costs 3.50 a day.')
  expect(leadOf('周三、周六\n上午清运')).toBe('周三、周六')
  expect(leadOf('不收费')).toBe('不收费')
})

it('goes below what was typed, never over it, and not twice', () => {
  expect(replyWith(' ', '甲')).toBe('甲')
  expect(replyWith('您好，\n', '甲')).toBe('您好，\n\n甲')
  expect(replyWith('您好，\n\n甲', '甲')).toBe('您好，\n\n甲')
})

describe('an article that was taken', () => {
  it('is taken back to the letter', () => {
    const reply = ref('您好， ')
    const { taken, take, undo } = useTaken(reply)
    take('停水', '先看公告。')
    expect([reply.value, taken.value?.title]).toEqual(['您好，\n\n先看公告。', '停水'])
    undo()
    expect([reply.value, taken.value]).toEqual(['您好， ', undefined])
  })
  it('stays once somebody has written on: no word of theirs goes with it', () => {
    const reply = ref('')
    const { taken, take, undo } = useTaken(reply)
    take('停水', '先看公告。')
    reply.value += '今晚来水。'
    undo()
    expect([reply.value, taken.value]).toEqual(['先看公告。今晚来水。', undefined])
  })
  it('is not put where there is no room, and that is told', () => {
    const reply = ref('字'.repeat(3999))
    const { isFull, take } = useTaken(reply)
    take('停水', '先看公告。')
    expect([reply.value.length, isFull.value]).toEqual([3999, true])
  })
})
