// What residents can ask for here, and the page on which each is written; what they are told.
const kPages: Record<string, string> = { volunteer_order: '/order', small_wish: '/wish' }

export const pageOf = (programme: string) => kPages[programme] ?? '/report'
// Asked of volunteers, not of an office.
export const isHelp = (programme: string) => programme in kPages

export const kNotices = 'service_notice'
export const isNotice = (programme: string) => programme === kNotices
// By its due time somebody answers; of the others it says until when they stand.
export const isAnswered = (programme: string) => !isHelp(programme) && !isNotice(programme)
