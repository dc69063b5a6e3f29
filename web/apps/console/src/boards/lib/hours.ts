// The hours of a day as boards name them.
export const kHours: readonly string[] = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

// "08" is from eight to nine.
export const hourName = (hour: string): string => `${hour}:00–${String(Number(hour) + 1).padStart(2, '0')}:00`
