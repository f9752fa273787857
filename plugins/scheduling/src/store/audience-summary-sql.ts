/**
 * The column `audience_summary` of an event, as the database works it out of `audience`. Built as text, since
 * `jsonb_build_object` may not stand in a generated column.
 */
export const audienceSummarySql = `case audience->>'kind'
  when 'list' then ('{"kind":"list","customer_count":' || jsonb_array_length(audience->'customer_ids')::text || '}')::jsonb
  else audience end`;
