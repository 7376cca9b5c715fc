import { z } from 'zod';

// Before any schema is made: a strict content security policy forbids the code that zod would generate.
z.config({ jitless: true });
