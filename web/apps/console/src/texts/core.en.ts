import type { zh } from './core.zh'

export const en: Record<keyof typeof zh, string> = {
  'app.name': 'Huiyin',
  'app.skip': 'Skip to the page',
  'app.pages': 'Pages',
  'app.views': 'Display',
  'app.otherLanguage': '中文',
  'app.otherLanguageLabel': '中文',
  'app.dark': 'Dark',
  'app.loading': 'Loading…',
  'app.signOut': 'Sign out',

  'title.signIn': 'Sign in',
  'title.queue': 'Cases',
  'title.lost': 'No such page',

  'signIn.title': 'Sign in to the console',
  'signIn.login': 'Account',
  'signIn.password': 'Password',
  'signIn.go': 'Sign in',
  'signIn.wrong': 'The account or the password is not right.',
  'expired.title': 'Your session has ended',
  'expired.say': 'Everything you wrote is still here. Sign in again and what you were doing goes on.',
  'expired.other': 'Use another account',
  'lost.say': 'There is no page at this address, or it does not belong to your post.',
  'lost.back': 'Back to the cases',

  'problem.invalid_input': 'Something in the form is not right; see what is marked.',
  'problem.too_many': 'Too many requests. Try again in a minute.',
  'problem.unreachable': 'The server cannot be reached. What you wrote is kept; try again.',
  'problem.failed': 'The server stumbled. What you wrote is kept; try again.',
}
