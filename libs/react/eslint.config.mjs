import reactHooks from 'eslint-plugin-react-hooks';
import root from '../../eslint.config.mjs';

export default [...root, { files: ['**/*.tsx', '**/use-*.ts'], ...reactHooks.configs.flat.recommended }];
