import '@huiyin/design/style.css'
import './style/desk.css'
import { keptLanguage, provideTexts } from '@huiyin/i18n'
import { createApp } from 'vue'
import App from './App.vue'
import { recall, texts } from './lib/session'
import { router } from './router'

const app = createApp(App)
provideTexts(app, texts)

// A page that was open while the screens were renewed asks for files that are gone: it starts again, drafts are kept.
addEventListener('vite:preloadError', () => { if (navigator.onLine) location.reload() })

async function open(): Promise<void> {
  await texts.speak(keptLanguage()).catch(() => texts.speak('zh'))
  await recall()
  app.use(router)
  await router.isReady()
  app.mount('#app')
}

void open()
