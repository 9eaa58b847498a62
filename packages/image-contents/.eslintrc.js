module.exports = require('../../scripts/eslintConfig.cjs')(__dirname);
