import '@huiyin/design/style.css'
import './style.css'
import { keptLanguage, provideTexts } from '@huiyin/i18n'
import { createApp } from 'vue'
import App from './App.vue'
import { keepSending } from './lib/send'
import { texts } from './lib/session'
import { router } from './router'

const app = createApp(App)
provideTexts(app, texts)
app.use(router)

// A page that was open while the screens were renewed asks for files that are gone: it starts again, drafts are kept.
addEventListener('vite:preloadError', () => { if (navigator.onLine) location.reload() })

async function open(): Promise<void> {
  // A language that cannot be fetched just now must not keep the app from opening.
  await texts.speak(keptLanguage()).catch(() => texts.speak('zh'))
  await router.isReady()
  app.mount('#app')
  keepSending()
  if ('serviceWorker' in navigator && import.meta.env.PROD) await navigator.serviceWorker.register('/sw.js')
}

void open()
