import { defineConfig } from 'vite'
import { appConfig } from '../../config/app'

export default defineConfig(appConfig('field', '/field/', 5174, 'field'))
