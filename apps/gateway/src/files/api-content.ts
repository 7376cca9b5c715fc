import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';

const schema = { type: 'string', format: 'binary' };
const content = { '*/*': { schema } };

/** What a route that answers a file says of itself. */
export const ApiContent = () =>
  applyDecorators(
    ApiProduces('*/*'),
    ApiHeader({ name: 'Range', required: false, description: 'One range of bytes (RFC 9110)' }),
    ApiQuery({ name: 'expires', required: false, type: String, description: 'Of a signed link' }),
    ApiQuery({ name: 'signature', required: false, type: String, description: 'Of a signed link' }),
    ApiResponse({ status: 200, description: 'The file', content }),
    ApiResponse({ status: 206, description: 'The range of it that was asked for', content }),
    ApiResponse({ status: 304, description: 'As the caller has it' }),
    ApiResponse({ status: 416, description: 'The range lies outside the file' }),
  );
