/** What has no series in a system that is well, and why. Everything else has to have some. */
export const mayBeEmpty: Readonly<Record<string, string>> = {
  'overview / Why jobs do not run now': 'nothing waits when all jobs have ended',
  'overview / Alerts that fire': 'none fires',
  'live / Let go, and why': 'no follower was too slow',
  'slo / Faults of routes in the last hour': 'no request was answered 5xx',
};

/** Metrics that first appear when something goes wrong, or where something is set up that is not by itself. */
export const rareMetrics: Readonly<Record<string, string>> = {
  engine_calls_limited_total: 'no engine was asked too often',
  kubelet_volume_stats_available_bytes: 'no cluster',
  kubelet_volume_stats_capacity_bytes: 'no cluster',
};
