import { ref } from 'vue'

// The search is open.
export const searching = ref(false)
