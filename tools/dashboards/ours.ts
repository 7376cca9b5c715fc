/** Jobs of Prometheus that are services of ours: of a cluster it looks after others, too. */
export const ours = 'gateway|job-status|notifications|maintenance|celery-bridge|scale-guard|.+-worker';
