import type { CSSProperties } from 'react';

type Part = 'container' | 'title' | 'track' | 'fill' | 'message' | 'percentage' | 'error' | 'success';

const box = (red: number, green: number, blue: number, color: string): CSSProperties => ({
  background: `rgba(${red}, ${green}, ${blue}, 0.2)`,
  border: `1px solid ${color}`,
  borderRadius: 8,
  padding: 12,
  color,
  marginTop: 12,
});

/** As the components of LangPlug looked. */
export const looks: Readonly<Record<Part, CSSProperties>> = {
  container: {
    background: 'rgba(0, 0, 0, 0.9)',
    borderRadius: 12,
    padding: 24,
    maxWidth: 500,
    margin: '20px auto',
    color: 'white',
  },
  title: { fontSize: 20, marginBottom: 16, textAlign: 'center' },
  track: {
    background: 'rgba(255, 255, 255, 0.1)',
    borderRadius: 8,
    height: 8,
    overflow: 'hidden',
    marginBottom: 12,
  },
  fill: { height: '100%', background: 'linear-gradient(90deg, #667eea 0%, #764ba2 100%)' },
  message: { fontSize: 14, color: '#b3b3b3', textAlign: 'center', margin: '8px 0' },
  percentage: { fontSize: 24, fontWeight: 'bold', textAlign: 'center', marginTop: 12 },
  error: box(239, 68, 68, '#ef4444'),
  success: { ...box(70, 211, 105, '#46d369'), textAlign: 'center' },
};
