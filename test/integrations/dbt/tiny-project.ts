/** A project of two seeds, a view and a tested table, small enough to read in a test. */
export function tinyProject(overrides: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map(
    Object.entries({
      'dbt_project.yml': [
        'name: tiny_demo',
        'version: "1.0.0"',
        'config-version: 2',
        'profile: tiny_demo',
        'flags: {partial_parse: false, send_anonymous_usage_stats: false}',
        'seeds: {tiny_demo: {+schema: raw, +quote_columns: false}}',
        '',
      ].join('\n'),
      'seeds/raw_orders.csv': 'id,amount\n1,10\n2,20\n',
      'models/orders.sql':
        "{{ config(materialized='table') }}\nselect id as order_id, amount from {{ ref('raw_orders') }}\n",
      'models/schema.yml': [
        'version: 2',
        'models:',
        '  - name: orders',
        '    columns:',
        '      - name: order_id',
        '        data_tests:',
        '          - unique: {name: each_order_arrives_once}',
        '',
      ].join('\n'),
      ...overrides,
    }),
  );
}
