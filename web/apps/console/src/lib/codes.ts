// Codes that a site usually gives as reasons, by field and command. The server takes any code; others can be typed.
const kReasons: Record<string, readonly string[]> = {
  refuse: ['outside_authority', 'other_procedure', 'already_handled', 'not_found', 'abuse'],
  return: ['not_our_duty', 'wrong_place', 'wrong_category'],
  transfer: ['other_authority', 'emergency', 'needs_a_unit'],
  take_back: ['needs_a_unit'],
  suspend: ['conditions_missing', 'weather', 'legal_procedure'],
  merge: ['same_matter'],
  unmerge: ['another_matter'],
  redact: ['personal_data', 'offensive'],
  exclude: ['law_enforcement', 'mediation', 'malicious', 'force_majeure'],
  judge_unreasonable: ['unreasonable'],
}
// What a unit is called for.
const kTasks = ['on_site', 'enforce', 'repair', 'advise', 'materials']
const kResults = ['reached', 'unreached', 'wrong_number']

export const usualCodes = (command: string, field: string): readonly string[] =>
  field === 'reason' ? (kReasons[command] ?? []) : field === 'result' ? kResults : field === 'task' ? kTasks : []

// Fields of kind code that hold the code of a unit.
export const isUnitCode = (field: string) => field === 'owner' || field === 'to'
